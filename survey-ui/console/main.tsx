// Starts the office console.
import { createRoot } from 'react-dom/client'
import { ConsoleApp } from './shell/ConsoleApp.tsx'
import './shell/console.css'
import './shell/page.css'

const root = document.getElementById('root')
if (root) createRoot(root).render(<ConsoleApp />)
